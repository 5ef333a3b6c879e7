import { Menu } from '@mantine/core'
import { IconFileExport, IconFileImport, IconRestore } from '@tabler/icons-react'
import type { Instance } from '#data/instances/instance.ts'
import { paths } from '#lib/paths.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'

interface InstancesMenuProps {
  instances: readonly Instance[]
  onExport: (instances: readonly Instance[]) => void
}

/** What is done with all instances together: to a file, from a file, back from deletion. */
export function InstancesMenu({ instances, onExport }: InstancesMenuProps) {
  return (
    <MoreMenu label="More about investments">
      <MenuItem to={paths.importInstances} icon={IconFileImport}>
        Import from a file
      </MenuItem>
      <MenuItem icon={IconFileExport} disabled={instances.length === 0} onClick={() => onExport(instances)}>
        Export all to a file
      </MenuItem>
      <Menu.Divider />
      <MenuItem to={paths.deleted} icon={IconRestore}>
        Recently deleted
      </MenuItem>
    </MoreMenu>
  )
}
