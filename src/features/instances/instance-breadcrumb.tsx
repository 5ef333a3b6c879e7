import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { paths } from '#lib/paths.ts'

export function InstanceBreadcrumb() {
  return (
    <Anchor
      component={Link}
      to={paths.instances}
      size="sm"
      style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
    >
      <IconArrowLeft size={14} aria-hidden />
      Investments
    </Anchor>
  )
}
