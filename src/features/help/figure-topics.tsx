/** Help about what the projections show. */
import { List, Text } from '@mantine/core'
import type { HelpTopics } from './help-topic.ts'

export const figureTopics: HelpTopics<'projections' | 'figures' | 'household'> = {
  projections: {
    title: 'How are the projections made?',
    content: (
      <>
        <Text>
          Month by month: growth, rent, interest, repayments, contributions, withdrawals and tax of every
          investment meet in one household account. Growth rates are arithmetic means a year. Future money is
          the money of each year; today&rsquo;s money leaves inflation out.
        </Text>
        <Text>
          The projections of a scenario have six views: every year average, with loan to value, yields and
          returns of every holding; why it ends where it ends, cause by cause; simulated futures, in which
          markets rise and fall; what matters most, one assumption at a time; stress tests, such as rates that
          rise by two points, and shocks of your own; and the tax worksheet of each tax year. Choose a figure
          of the year table to see how it comes about.
        </Text>
        <Text>
          Projections are general information. They are not advice, and they are not a promise: markets, rates
          and taxes will differ from what you assume.
        </Text>
      </>
    ),
  },
  figures: {
    title: 'What do the figures mean?',
    content: (
      <List spacing={4}>
        <List.Item>
          <b>Net worth</b>: what you own, and what is in your household account, less what you owe.
        </List.Item>
        <List.Item>
          <b>Today’s money</b>: figures of later years with inflation taken out, so that you can judge them by
          today’s prices; what is received and paid in a year, by the prices at its end. <b>Future money</b>{' '}
          is what the statements of that year will say.
        </List.Item>
        <List.Item>
          <b>Difference from reality</b>: how much more or less you would have at the end than if nothing
          changes: both in the same simulated futures, and of the differences the middle. That is not what the
          middle of one is above the middle of the other.
        </List.Item>
        <List.Item>
          <b>Why</b>: what leads from net worth now, or from reality, to the end, cause by cause: what is
          earned and spent, rent, growth, interest, costs and tax. In today’s money growth is what exceeds
          inflation, and inflation takes from cash and from debts. It is of average years, in which the causes
          add up to the cent. Choose a bar to see its holdings and its years.
        </List.Item>
        <List.Item>
          <b>Plan and actual</b>: what was expected when you last applied a scenario, or in an earlier month,
          beside what came of it. The app keeps what it expects at each apply and once a month; the first
          comparison is there a month later.
        </List.Item>
        <List.Item>
          <b>Cash flow</b>: all money that comes in less all that goes out, tax, interest and repayments
          included.
        </List.Item>
        <List.Item>
          <b>Loan to value</b>: what is owed on a property as a part of what it is worth.
        </List.Item>
        <List.Item>
          <b>Gross yield</b> and <b>net yield</b>: a year’s rent, distributions or interest as a part of the
          worth, before and after running costs.
        </List.Item>
        <List.Item>
          <b>Return a year</b>: the yearly rate at which your own money in a holding grows, after costs,
          interest and tax.
        </List.Item>
        <List.Item>
          <b>The middle of simulated futures</b>: half of them end above it, half below; 8 in 10 end within
          the range beside it, 9 in 10 within the widest band of the chart. <b>Give or take</b> says how far
          another set of futures may move the figure; a figure has no more digits than that bears.
        </List.Item>
        <List.Item>
          <b>If every year were average</b>: what comes when every rate is its mean in every year. Ups and
          downs cost growth, so the middle of the futures is usually lower.
        </List.Item>
      </List>
    ),
  },
  household: {
    title: 'What is the household account?',
    content: (
      <>
        <Text>
          The one account into which everything pays and out of which everything is paid: what you earn and
          spend, rent, interest, repayments, contributions, purchases, sales and tax. Your assumptions say
          what is in it at the beginning; your income and what you live on stand among your investments.
        </Text>
        <Text>
          When it runs short, you plan to pay more than there is. Then more income, a higher opening balance,
          lower contributions or a later purchase would cover it. Until it is covered, the projection counts
          an overdraft and its interest; or, if your assumptions say so, takes what is missing out of your
          deposits and then your portfolios, with the tax on their gains.
        </Text>
      </>
    ),
  },
}
