import { Button, Text } from '@mantine/core'
import { AppError } from '#data/errors.ts'
import { ErrorState } from '#ui/error-state.tsx'

interface SaveProblemProps {
  saveError: unknown
  /** Why adding it anew failed. */
  addError: unknown
  isAdding: boolean
  onAdd: () => void
}

/** Why a save failed. What was typed stays in the form above, and the same button tries again. */
export function SaveProblem({ saveError, addError, isAdding, onAdd }: SaveProblemProps) {
  if (saveError instanceof AppError && saveError.code === 'not_found')
    return (
      <ErrorState
        error={addError ?? saveError}
        title={addError === null ? 'This was removed from the scenario meanwhile' : 'It was not added'}
      >
        <Button size="xs" variant="default" loading={isAdding} onClick={onAdd}>
          Add it to the scenario as a new one
        </Button>
      </ErrorState>
    )
  return (
    <ErrorState error={saveError} title="Your changes were not saved">
      <Text size="sm">Everything you typed is still in the form.</Text>
    </ErrorState>
  )
}
