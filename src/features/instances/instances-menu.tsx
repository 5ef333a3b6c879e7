import { Menu } from '@mantine/core'
import { IconFileExport, IconFileImport, IconRestore } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import { paths } from '#lib/paths.ts'
import { MoreMenu } from '#ui/more-menu.tsx'

interface InstancesMenuProps {
  instances: readonly Instance[]
  onExport: (instances: readonly Instance[]) => void
}

/** What is done with all instances together: to a file, from a file, back from deletion. */
export function InstancesMenu({ instances, onExport }: InstancesMenuProps) {
  return (
    <MoreMenu label="More about investments">
      <Menu.Item
        component={Link}
        to={paths.importInstances}
        leftSection={<IconFileImport size={16} aria-hidden />}
      >
        Import from a file
      </Menu.Item>
      <Menu.Item
        disabled={instances.length === 0}
        leftSection={<IconFileExport size={16} aria-hidden />}
        onClick={() => onExport(instances)}
      >
        Export all to a file
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item component={Link} to={paths.deleted} leftSection={<IconRestore size={16} aria-hidden />}>
        Recently deleted
      </Menu.Item>
    </MoreMenu>
  )
}
