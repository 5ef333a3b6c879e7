import { paths } from '#lib/paths.ts'
import { BackLink } from '#ui/back-link.tsx'

export function InstanceBreadcrumb() {
  return <BackLink to={paths.instances}>Investments</BackLink>
}
