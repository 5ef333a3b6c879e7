import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { type ActionId, actionIds, actionNames } from '#domain/actions/action-names.ts'
import { Page } from '#ui/page.tsx'
import { RowLink, rowOfLink } from '#ui/row-link.tsx'

interface ActionListPageProps {
  /** In which scenario. */
  of: string
  breadcrumbs: ReactNode
  pathOf: (action: ActionId) => string
  /** Where something else is changed than the actions say. */
  byHand: string
}

/** What one may try, each with the questions that it asks behind it. */
export function ActionListPage({ of, breadcrumbs, pathOf, byHand }: ActionListPageProps) {
  return (
    <Page
      title="Try something"
      documentTitle={`Try something · ${of}`}
      description="A few questions, and what it would mean before anything is written. Reality stays as it is until you apply the scenario."
      breadcrumbs={breadcrumbs}
    >
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} m={0} p={0} style={{ listStyle: 'none' }}>
        {actionIds.map((id) => (
          <Paper key={id} component="li" withBorder p="md" {...rowOfLink}>
            <RowLink to={pathOf(id)}>{actionNames[id].label}</RowLink>
            <Text size="sm" c="dimmed">
              {actionNames[id].description}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Text size="sm">
        Something else?{' '}
        <Anchor component={Link} to={byHand}>
          Change the investments yourself
        </Anchor>
        : every field of every investment can be tried.
      </Text>
    </Page>
  )
}
