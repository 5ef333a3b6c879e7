import { IconPlus, IconSeedling } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'

/** The first thing a new user sees: what this is for, and two ways to begin. */
export function OverviewEmpty({ sampleButton }: { sampleButton: ReactNode }) {
  return (
    <EmptyState
      icon={<IconSeedling size={32} />}
      title="Begin with what you have"
      actions={
        <>
          <LinkButton to={paths.newInstance} leftSection={<IconPlus size={18} aria-hidden />}>
            Add an investment
          </LinkButton>
          <LinkButton to={paths.newCashFlow('income')} variant="default">
            Add what you earn
          </LinkButton>
          {sampleButton}
        </>
      }
    >
      Enter a property, a share portfolio, some cash or a loan, what you earn and what you spend, and see here
      what your net worth is and what it could become. Or load a sample portfolio, a made-up household, to
      look around first; you can delete it at any time.
    </EmptyState>
  )
}
