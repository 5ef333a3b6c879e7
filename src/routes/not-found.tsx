import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { NotFound } from '#ui/not-found.tsx'

export function Component() {
  return (
    <NotFound
      title="There is no page at this address"
      actions={
        <>
          <LinkButton to={paths.home}>Overview</LinkButton>
          <LinkButton to={paths.instances} variant="default">
            Investments
          </LinkButton>
          <LinkButton to={paths.scenarios} variant="default">
            Scenarios
          </LinkButton>
        </>
      }
    >
      The address may have a typing error, or the page may have moved.
    </NotFound>
  )
}
