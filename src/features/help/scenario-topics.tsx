/** Help about scenarios: trying out, comparing, applying, deciding, undoing. */
import { Anchor, List, Text } from '@mantine/core'
import { Link } from 'react-router-dom'
import { paths } from '#lib/paths.ts'
import type { HelpTopics } from './help-topic.ts'

export const scenarioTopics: HelpTopics<
  'scenarios' | 'trying' | 'changes' | 'compare' | 'apply' | 'conflicts' | 'undo' | 'unavailable'
> = {
  scenarios: {
    title: 'What is a scenario, and how do I experiment?',
    content: (
      <>
        <Text>
          A scenario is a sandbox. It holds copies of your investments and new ones that exist only there.
          Change anything in it: reality stays as it is until you apply.
        </Text>
        <Text>
          Open an investment in the scenario and change it; a field that differs shows what it was when it was
          copied, and can be taken back. You can add something that you do not have yet, copy more from
          reality, or change one field of several investments at once. Under Assumptions you set what holds
          for the whole scenario, such as inflation or tax.
        </Text>
        <Text>
          Beside the form stands what it would mean, while you type and before you save: net worth at the end,
          the difference from reality, your goal, and the least in the household account. Sliders there try
          other values.
        </Text>
        <Text>
          The scenario shows what all of it would become over the years, beside reality. Keep as many as you
          like, duplicate one to try a variation, and make one primary: that one is shown on your overview.
        </Text>
      </>
    ),
  },
  trying: {
    title: 'How do I try buying, refinancing or retiring early?',
    content: (
      <>
        <Text>
          Press “Try something” on a scenario, on one of its investments, or on a real one, and choose what to
          try. A few questions follow, already answered from what you have: change the answers, and what it
          would mean follows as you type. What would be written stands below them, field by field.
        </Text>
        <Text>
          Nothing is written until you press “Do it”. Then it is among what differs from reality, where it can
          be switched off, reset or looked at in every figure; “Undo” takes it back at once. What is tried
          with a real investment is kept in a new scenario: reality stays as it is.
        </Text>
        <Text>
          “Difference that this makes” shows where the scenario differs from reality already, or where an
          assumption changes, which holds for both sides: it is what comes of this alone.
        </Text>
      </>
    ),
  },
  changes: {
    title: 'What does each change do?',
    content: (
      <>
        <Text>
          The overview of a scenario lists what differs from reality as decisions: a sale with its costs, a
          refinancing, something new, an assumption. Beside each stands what it would do alone over reality:
          to net worth at the end, to the least that your household account ever holds, and to the chance of
          your goal. All are carried through the same simulated markets.
        </Text>
        <Text>
          Changes of several investments are one decision where one month joins them: incomes of a person that
          end, with what is paid, drawn or received from then on; a sale, with what is paid off or bought with
          it; a purchase, with how it is paid. Such a decision has one switch, one effect and one reset. Give
          a part of it another month, and it stands alone.
        </Text>
        <Text>
          Effects rarely add up. A lower rate saves less on a loan that a sale repays early. “They act on each
          other” is what lies between the sum of the single effects and what the changes do together; the
          middles of futures do not add up exactly either, which is in it too.
        </Text>
        <Text>
          The switch beside a change leaves it out of the figures of this page and of Projections, and of
          nothing else: the scenario stays as it is, and applying brings all of it. “Reset to reality” does
          change the scenario: it takes the change back, and “Reset all…” takes back all of them. “Copy to
          another scenario…” makes it there too.
        </Text>
        <Text>
          Where a scenario has assumptions of its own, these are changes as well, over yours. The difference
          from reality above the list leaves them out: there reality is seen under the scenario’s assumptions
          too. So the two have different names. How many years you look ahead, your goal, the number of
          futures and the seed change nothing of what will be: they are no changes.
        </Text>
      </>
    ),
  },
  compare: {
    title: 'How do I compare?',
    content: (
      <>
        <Text>
          Each scenario stands beside reality already. Compare, on the page of a scenario, lays up to six of
          them beside reality and one another: choose which, with which assumptions, and with which of them
          the others are compared. Give those that answer one question a tag that asks it, such as “Sell, or
          keep?”: comparing them is headed by it.
        </Text>
        <Text>
          Sentences first say what speaks for each and what against: how often it ends ahead, its worst of
          twenty futures, the goal, tax and interest. They advise nothing. A figure is marked as the best only
          where no other is clearly better; a difference that other futures, drawn alike, might turn around is
          called not clear.
        </Text>
        <Text>
          Simulated futures, among the projections of a scenario, show reality beside it, and lead into one
          future in which the household account is overdrawn: when, how deep, and what differs there from
          average years.
        </Text>
        <Text>
          All are carried through the same simulated markets, so that a difference comes from what you changed
          and not from luck. With assumptions of its own, a scenario also differs by those; a seed or a number
          of futures of its own does not count here.
        </Text>
      </>
    ),
  },
  apply: {
    title: 'What happens when I apply?',
    content: (
      <>
        <Text>
          Apply writes the changes of a scenario to your real investments, all of them in one step or none.
          Before that you see what will be created and changed, field by field, and what it means for your
          projections. What is to wait you leave for later, a single change or a whole investment: reality
          stays as it is there, and the scenario proposes it still.
        </Text>
        <Text>
          Assumptions of a scenario stay in it. The same step can make them your defaults, which hold for
          reality and for every scenario without a value of its own; what they would do to reality is shown
          before.
        </Text>
        <Text>
          Applying never deletes an investment. Every attempt is recorded in the history, whether it succeeded
          or not, and what was applied can be undone from there.
        </Text>
      </>
    ),
  },
  conflicts: {
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
          is applied. What you cannot decide yet you leave for later: it does not hold up the rest, and the
          next apply asks again. If reality moves again while you decide, nothing is written; you see the new
          state and decide again where needed.
        </Text>
        <Text>
          What you add in a scenario goes with it into its duplicates. When it was created from one of them
          already, the others ask: use the one that is there, and what differs is proposed for it; or create
          another one, and you have both.
        </Text>
      </>
    ),
  },
  undo: {
    title: 'How do I undo something?',
    content: (
      <>
        <Text>
          What was applied: open the{' '}
          <Anchor component={Link} to={paths.history} underline="always">
            history
          </Anchor>{' '}
          and choose to undo the apply. You see what would be set back. A field that changed since then asks
          which value is to stand. What the apply had added is archived, not deleted, and the scenario
          proposes its changes again. An undo can be taken back too.
        </Text>
        <Text>
          What you changed by hand: the history has that as well, and so has the page of each investment,
          under “Show its history”. It is undone in the same way.
        </Text>
        <Text>
          What was deleted: restore it from{' '}
          <Anchor component={Link} to={paths.deleted} underline="always">
            Recently deleted
          </Anchor>{' '}
          within 30 days. What was changed in a scenario: take it back beside the field.
        </Text>
      </>
    ),
  },
  unavailable: {
    title: 'Why is something unavailable?',
    content: (
      <Text>
        Scenarios are switched on step by step, and can be switched off for a while. What you have made is
        kept and stays readable, and you can export it; the page says what is switched off.
      </Text>
    ),
  },
}
