import { Button, Text } from '@mantine/core'
import type { Attempt } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'

interface SaveProblemProps {
  saving: Attempt
  /** The row that was edited is gone: what was typed can be added anew. */
  anew?: { title: string; label: string; adding: Attempt; onAdd: () => void } | null
}

/** Why a save failed. What was typed stays in the form above, and the same button tries again. */
export function SaveProblem({ saving, anew }: SaveProblemProps) {
  if (!anew)
    return (
      <ErrorState error={saving.error} title={saving.failed}>
        <Text size="sm">Everything you typed is still in the form.</Text>
      </ErrorState>
    )
  const { title, label, adding, onAdd } = anew
  const wasTried = adding.error !== null
  return (
    <ErrorState
      error={adding.error ?? saving.error}
      title={wasTried ? adding.failed : title}
      words={wasTried ? undefined : 'What you typed was not saved. It is still in the form.'}
    >
      <Button size="xs" variant="default" loading={adding.isPending} onClick={onAdd}>
        {label}
      </Button>
    </ErrorState>
  )
}
