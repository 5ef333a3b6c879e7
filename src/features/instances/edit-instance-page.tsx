import { useQuery } from '@tanstack/react-query'
import { isGone } from '#data/errors.ts'
import { instanceQuery } from '#data/instances/instances.queries.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { InstanceEditor } from './instance-editor.tsx'

export function EditInstancePage({ instanceId }: { instanceId: string }) {
  const { data, error, isFetching, refetch } = useQuery(instanceQuery(instanceId))
  // Once loaded, the editor stays: a failing refetch must not take away what is being typed.
  if (data) return <InstanceEditor key={instanceId} instance={data} />
  if (isGone(error))
    return (
      <NotFound
        title="No such investment"
        actions={<LinkButton to={paths.instances}>Go to your investments</LinkButton>}
      >
        It may have been deleted, or it belongs to another account.
      </NotFound>
    )
  return (
    <Page title="Investment" breadcrumbs={<InstanceBreadcrumb />}>
      {error ? (
        <ErrorState
          error={error}
          title="This investment could not be loaded"
          onRetry={refetch}
          isRetrying={isFetching}
        />
      ) : (
        <LoadingState rows={4} height={140} label="Loading the investment" />
      )}
    </Page>
  )
}
