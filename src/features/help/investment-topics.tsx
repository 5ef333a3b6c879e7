/** Help about what one has: investments, numbers, files, one's own data. */
import { Anchor, List, Text } from '@mantine/core'
import { Link } from 'react-router-dom'
import { paths } from '#lib/paths.ts'
import type { HelpTopics } from './help-topic.ts'

type InvestmentTopic = 'begin' | 'instances' | 'numbers' | 'selling' | 'files' | 'usage'

export const investmentTopics: HelpTopics<InvestmentTopic> = {
  begin: {
    title: 'How do I begin?',
    content: (
      <>
        <List type="ordered" spacing={4}>
          <List.Item>
            Enter what you own and owe under{' '}
            <Anchor component={Link} to={paths.instances} underline="always">
              Investments
            </Anchor>
            , or load the sample portfolio to look around first: a made-up household that opens on a decision,
            whether to sell a flat or keep it.
          </List.Item>
          <List.Item>
            Create a scenario under{' '}
            <Anchor component={Link} to={paths.scenarios} underline="always">
              Scenarios
            </Anchor>
            , or{' '}
            <Anchor component={Link} to={paths.firstScenario} underline="always">
              find something out in four steps
            </Anchor>
            : the answer is your first one. It gets copies of your investments.
          </List.Item>
          <List.Item>Change in it whatever you want to try, and see what the years would bring.</List.Item>
          <List.Item>Apply it if you like what you see, or keep it and try something else.</List.Item>
        </List>
        <Text>Nothing that you try touches your real investments, and what you apply can be undone.</Text>
        <Text>
          <b>Go to or do</b> above every page, or Ctrl K (⌘ K on a Mac), leads anywhere by typing a part of a
          name. ? lists all keys.
        </Text>
      </>
    ),
  },
  instances: {
    title: 'What is an investment?',
    content: (
      <>
        <Text>
          Something that you really own or owe: a property with its loan, a share portfolio, a deposit or a
          debt, together with the assumptions that project it into the future. All your investments and debts
          together are called reality.
        </Text>
        <Text>
          What you earn and what you live on stand beside them, as incomes and expenses: a salary until you
          retire, a pension from then on, living costs. They are worth nothing by themselves; they come into
          your household account and go out of it each month.
        </Text>
        <Text>
          What you enter is carried forward as expected. Amounts that have grown old say so;{' '}
          <Anchor component={Link} to={paths.updateAmounts} underline="always">
            update several
          </Anchor>{' '}
          in one step, beside what was expected of them.
        </Text>
        <Text>
          Only the value (of a debt the balance, of an income or expense the amount a month) must be given.
          What you leave empty takes the default that its field shows. Add and edit them under{' '}
          <Anchor component={Link} to={paths.instances} underline="always">
            Investments
          </Anchor>
          .
        </Text>
      </>
    ),
  },
  numbers: {
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
  selling: {
    title: 'How do I sell something?',
    content: (
      <>
        <Text>
          In a scenario <b>Try something</b> asks what you would sell and when, says what would be left of it,
          and lets you pay off another loan or invest with it. Or open what you sell and enter its sale month,
          in reality too once it is decided. In that month the loan is repaid, the selling costs and the tax
          on the gain are paid, and the rest comes into your household account. Money in a deposit comes out
          as a withdrawal, and a loan is paid off with extra repayments.
        </Text>
        <Text>
          Beside it stands what you would receive: the price less selling costs and loans comes into your
          household account in that month; the tax on the sale is paid when the tax year ends. That tax is by
          how much the gain raises the tax of your household for the year.
        </Text>
        <Text>
          Archiving is not selling. It keeps an investment but leaves it out of every figure: what it is worth
          goes from your net worth, and no money comes in for it. Before you archive something, you are told
          how much leaves. You can make it active again at any time.
        </Text>
      </>
    ),
  },
  files: {
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
  usage: {
    title: 'What do you learn about me, and how do I tell you something?',
    content: (
      <>
        <Text>
          The app tells us how long pages and requests take, which errors you meet and which parts you use;
          never names, amounts or anything you type. You can switch that off in your{' '}
          <Anchor component={Link} to={paths.settings} underline="always">
            settings
          </Anchor>
          , and it is off where your browser asks not to be tracked. It is kept with your account for 90 days,
          longer only while a new part of the app is still being judged by it, and read by those who run the
          app.
        </Text>
        <Text>
          You are asked once what you think, after your first apply. At any other time, choose Give feedback
          in the menu of your account. What you write there is kept with your account, and read by those who
          run the app.
        </Text>
      </>
    ),
  },
}
