import { Anchor, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { paths } from '#lib/paths.ts'

export interface HelpTopic {
  id: string
  title: string
  content: ReactNode
}

/** What people ask, in the order in which they meet it. Words are those of the screens. */
export const helpTopics: readonly HelpTopic[] = [
  {
    id: 'instances',
    title: 'What is an investment?',
    content: (
      <>
        <Text>
          Something that you really own or owe: a property with its loan, a share portfolio, a deposit or a
          debt, together with the assumptions that project it into the future. All your investments and debts
          together are called reality.
        </Text>
        <Text>
          Only the value (for a debt, the balance) must be given. What you leave empty takes the default that
          its field shows. Add and edit them under{' '}
          <Anchor component={Link} to={paths.instances} underline="always">
            Investments
          </Anchor>
          .
        </Text>
      </>
    ),
  },
  {
    id: 'numbers',
    title: 'How do I type numbers and months?',
    content: (
      <>
        <Text>
          As your{' '}
          <Anchor component={Link} to={paths.settings} underline="always">
            settings
          </Anchor>{' '}
          write them: whatever is shown anywhere can be typed or pasted, with or without thousands, currency
          or percent sign. When you leave a field it shows what it understood; what it cannot read stays as
          you typed it, and the field says why.
        </Text>
        <Text>
          Durations are typed in years or months, such as 30 years or 18 months, and months in words, as
          3/2027 or as 2027-03.
        </Text>
      </>
    ),
  },
  {
    id: 'scenarios',
    title: 'What is a scenario?',
    content: (
      <>
        <Text>
          A scenario is a sandbox. It holds copies of your investments and new ones that exist only there.
          Change anything in it: reality stays as it is until you apply.
        </Text>
        <Text>
          It shows what all of it would become over the years, beside reality. You can keep many scenarios and
          mark one as primary; that one is shown on your overview.
        </Text>
      </>
    ),
  },
  {
    id: 'apply',
    title: 'What happens when I apply?',
    content: (
      <>
        <Text>
          Apply writes the changes of a scenario to your real investments, all of them in one step or none.
          Before that you see what will be created and changed, field by field, and what it means for your
          projections.
        </Text>
        <Text>
          Applying never deletes an investment. Every attempt is recorded in the history, whether it succeeded
          or not, and what was applied can be undone from there.
        </Text>
      </>
    ),
  },
  {
    id: 'selling',
    title: 'How do I sell something?',
    content: (
      <>
        <Text>
          Open it and enter its sale month: in a scenario to see what selling would bring, in reality once it
          is decided. In that month the loan is repaid, the selling costs and the tax on the gain are paid,
          and the rest comes into your household account. Money in a deposit comes out as a withdrawal, and a
          loan is paid off with extra repayments.
        </Text>
        <Text>
          Archiving is not selling. It keeps an investment but leaves it out of every figure: what it is worth
          goes from your net worth, and no money comes in for it. Before you archive something, you are told
          how much leaves. You can make it active again at any time.
        </Text>
      </>
    ),
  },
  {
    id: 'conflicts',
    title: 'What is a conflict?',
    content: (
      <>
        <Text>
          You copied an investment, changed a field in the scenario, and meanwhile the same field changed in
          reality. Then the three values are shown side by side, and you decide:
        </Text>
        <List>
          <List.Item>
            <b>When copied</b>: the value that the copy and reality last agreed on.
          </List.Item>
          <List.Item>
            <b>Now</b>: the value in reality.
          </List.Item>
          <List.Item>
            <b>Proposed</b>: the value in the scenario.
          </List.Item>
        </List>
        <Text>
          Fields that only one side changed need no decision: a change of reality is kept, a change of yours
          is applied. If reality moves again while you decide, nothing is written; you see the new state and
          decide again where needed.
        </Text>
        <Text>
          What you add in a scenario goes with it into its duplicates. When it was created from one of them
          already, the others ask: use the one that is there, and what differs is proposed for it; or create
          another one, and you have both.
        </Text>
      </>
    ),
  },
  {
    id: 'projections',
    title: 'How are the projections made?',
    content: (
      <>
        <Text>
          Month by month: growth, rent, interest, repayments, contributions, withdrawals and tax of every
          investment meet in one household account. Growth rates are arithmetic means a year. Future money is
          the money of each year; today&rsquo;s money leaves inflation out.
        </Text>
        <Text>
          The projections of a scenario have four views: the expected course, with loan to value, yields and
          returns of every holding; simulated futures, in which markets rise and fall; what matters most, one
          assumption at a time; and stress tests, such as rates that rise by two points.
        </Text>
        <Text>
          Projections are general information. They are not advice, and they are not a promise: markets, rates
          and taxes will differ from what you assume.
        </Text>
      </>
    ),
  },
  {
    id: 'files',
    title: 'How do I keep a copy, or get something back?',
    content: (
      <>
        <Text>
          Investments and scenarios can be exported to a file and imported again, here or in another account.
          You see what is in a file before it is imported, and everything that is wrong with it. The file of a
          scenario keeps what its copies were copied from: when it comes back, it proposes what it did, though
          your investments have changed meanwhile.
        </Text>
        <Text>
          What you delete is kept for 30 days under{' '}
          <Anchor component={Link} to={paths.deleted} underline="always">
            Recently deleted
          </Anchor>
          , from where you can restore it. What was applied is undone from the history.
        </Text>
      </>
    ),
  },
  {
    id: 'unavailable',
    title: 'Why is something unavailable?',
    content: (
      <Text>
        Scenarios are switched on step by step, and can be switched off for a while. What you have made is
        kept and stays readable, and you can export it; the page says what is switched off.
      </Text>
    ),
  },
  {
    id: 'usage',
    title: 'What do you learn about me, and how do I tell you something?',
    content: (
      <>
        <Text>
          The app tells us how long pages and requests take, which errors you meet and which parts you use;
          never names, amounts or anything you type. You can switch that off in your{' '}
          <Anchor component={Link} to={paths.settings} underline="always">
            settings
          </Anchor>
          , and it is off where your browser asks not to be tracked.
        </Text>
        <Text>
          You are asked once what you think, after your first apply. At any other time, choose Give feedback
          in the menu of your account.
        </Text>
      </>
    ),
  },
]
