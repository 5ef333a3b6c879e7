import { Button } from '@mantine/core'
import { useSample } from './use-sample.ts'

/** Fills an empty account with a believable household and a decision that it faces, to try everything on. */
export function LoadSampleButton() {
  const { load, isLoading } = useSample()
  return (
    <Button variant="default" loading={isLoading} onClick={load}>
      Load a sample portfolio
    </Button>
  )
}
