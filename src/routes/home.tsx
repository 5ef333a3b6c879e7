import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page title="Overview" actions={<LinkButton to={paths.instances}>Instances</LinkButton>}>
      <span />
    </Page>
  )
}
