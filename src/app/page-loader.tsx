import { Center, Loader } from '@mantine/core'

/** Until the first page is there. */
export function PageLoader() {
  return (
    <Center h="100dvh" role="status" aria-label="Loading">
      <Loader />
    </Center>
  )
}
