import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isGone } from '#data/errors.ts'
import { instanceQuery } from '#data/instances/instances.queries.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { InstanceEditor, type RenderRealEffect } from './instance-editor.tsx'

interface EditInstancePageProps {
  instanceId: string
  renderEffect: RenderRealEffect
  /** What follows the form. */
  children: ReactNode
}

export function EditInstancePage({ instanceId, renderEffect, children }: EditInstancePageProps) {
  const query = useQuery(instanceQuery(instanceId))
  // Once loaded, the editor stays: a failing refetch must not take away what is being typed.
  if (query.data)
    return (
      <InstanceEditor key={instanceId} instance={query.data} renderEffect={renderEffect}>
        {children}
      </InstanceEditor>
    )
  if (isGone(query.error))
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
      <HeldUp
        query={query}
        failed="This investment could not be loaded"
        loading={<LoadingState rows={4} height={140} label="Loading the investment" />}
      />
    </Page>
  )
}
