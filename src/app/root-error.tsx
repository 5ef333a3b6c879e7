import { Box, Button } from '@mantine/core'
import { isRouteErrorResponse, useRouteError } from 'react-router-dom'
import { appError } from '#data/errors.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'

/** The last resort: a page that failed to load (a new version was published, the network went) or to render. */
export function RootError() {
  const routeError = useRouteError()
  const isMissingChunk = routeError instanceof TypeError && /import|module/i.test(routeError.message)
  const error =
    isMissingChunk || isRouteErrorResponse(routeError)
      ? appError('offline', { cause: routeError })
      : routeError
  return (
    <Box p="lg" maw={720} mx="auto">
      <ErrorState error={error} title="This page could not be shown">
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
        <LinkButton size="xs" variant="subtle" to={paths.home}>
          Go to the overview
        </LinkButton>
      </ErrorState>
    </Box>
  )
}
