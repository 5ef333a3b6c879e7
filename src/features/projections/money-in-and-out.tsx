import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { Amount } from '#fields/amount.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { knowsMoney, monthlyMoney } from './monthly-money.ts'
import classes from './projections.module.css'

/** What of the household's money is left over each month, or, where nobody has said what comes in and goes out, the question. */
export function MoneyInAndOut({ plan, projection }: { plan: Plan; projection: Projection }) {
  const isKnown = knowsMoney(plan)
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-label="Money in and out">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" align="flex-start">
          <div>
            <Title order={2} fz="h4">
              {isKnown ? 'Money in and out' : 'What do you earn and spend?'}
            </Title>
            <Text size="sm" c="dimmed">
              {isKnown
                ? 'In an average month of the coming year.'
                : 'With your income and what you live on, every figure knows what you have left each month.'}
            </Text>
          </div>
          <Group gap="xs" className="no-print">
            <LinkButton
              to={paths.newCashFlow('income')}
              variant={isKnown ? 'default' : 'filled'}
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              Add income
            </LinkButton>
            <LinkButton
              to={paths.newCashFlow('expense')}
              variant="default"
              size="xs"
              leftSection={<IconMinus size={16} aria-hidden />}
            >
              Add expense
            </LinkButton>
          </Group>
        </Group>
        {isKnown && <Monthly projection={projection} />}
      </Stack>
    </Paper>
  )
}

function Monthly({ projection }: { projection: Projection }) {
  const { parts, left, covered } = monthlyMoney(projection)
  return (
    <dl className={classes.monthly}>
      {parts.map(({ key, label, amount }) => (
        <div key={key}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0}>
            <Amount amount={amount} />
          </Text>
        </div>
      ))}
      <div>
        <Text component="dt" size="sm" c="dimmed">
          {left < 0 ? 'Missing each month' : 'Left over each month'}
        </Text>
        <Text component="dd" m={0} fw={650} {...(left < 0 ? { c: 'var(--mantine-color-error)' } : {})}>
          <Amount amount={left} />
        </Text>
      </div>
      {covered >= 0.5 && (
        <div>
          <Text component="dt" size="sm" c="dimmed">
            Covered from deposits and portfolios
          </Text>
          <Text component="dd" m={0}>
            <Amount amount={covered} />
          </Text>
        </div>
      )}
    </dl>
  )
}
