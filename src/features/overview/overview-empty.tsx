import { IconPlus, IconSeedling } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'

/** The first thing a new user sees: what this is for, and ways to begin, with what comes in and goes out first. */
export function OverviewEmpty({ sampleButton }: { sampleButton: ReactNode }) {
  return (
    <EmptyState
      icon={<IconSeedling size={32} />}
      title="Begin with what you earn and spend"
      actions={
        <>
          <LinkButton to={paths.newCashFlow('income')} leftSection={<IconPlus size={18} aria-hidden />}>
            Add what you earn
          </LinkButton>
          <LinkButton to={paths.newCashFlow('expense')} variant="default">
            Add what you spend
          </LinkButton>
          <LinkButton to={paths.newInstance} variant="default">
            Add an investment
          </LinkButton>
          {sampleButton}
        </>
      }
    >
      Then enter what you have: property, share portfolios, cash and loans. Here you see what is left over
      each month, what your net worth is and what it could become. Or load a sample portfolio, a made-up
      household, to look around first; you can delete it at any time.
    </EmptyState>
  )
}
