import { Button } from '@mantine/core'
import { useSample } from './use-sample.ts'

/** Fills an empty account with a believable household and a decision of its, to try everything on. */
export function LoadSampleButton() {
  const { load, isLoading } = useSample()
  return (
    <Button variant="default" loading={isLoading} onClick={load}>
      Load a sample portfolio
    </Button>
  )
}
