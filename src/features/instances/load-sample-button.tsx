import { Button } from '@mantine/core'
import { useCreateInstances } from '#data/instances/instances.mutations.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { notifyDone, notifyError } from '#ui/notify.tsx'

/** Fills an empty account with a believable household to try everything on. */
export function LoadSampleButton() {
  const { mutate, isPending } = useCreateInstances()
  return (
    <Button
      variant="default"
      loading={isPending}
      onClick={() =>
        mutate(samplePortfolio(currentMonth(new Date())), {
          onSuccess: () => notifyDone('The sample portfolio is loaded. Change or delete whatever you like.'),
          onError: (error) => notifyError('The sample portfolio was not loaded', error),
        })
      }
    >
      Load a sample portfolio
    </Button>
  )
}
