import { ActionIcon, Menu } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import { paths } from '#lib/paths.ts'
import { overRowLink } from '#ui/row-link.tsx'
import { useInstanceActions } from './use-instance-actions.ts'

export function InstanceMenu({ instance }: { instance: Instance }) {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Actions for ${instance.name}`}
          className={overRowLink}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Actions instance={instance} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Mounted only while the menu is open: a long list need not carry the actions of every row. */
function Actions({ instance }: { instance: Instance }) {
  const { archive, deleteInstance } = useInstanceActions()
  const isArchived = instance.status === 'archived'
  return (
    <>
      <Menu.Item
        component={Link}
        to={paths.instance(instance.id)}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        Edit
      </Menu.Item>
      <Menu.Item
        leftSection={
          isArchived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
        }
        onClick={() => archive(instance, !isArchived)}
      >
        {isArchived ? 'Make active again' : 'Archive'}
      </Menu.Item>
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => deleteInstance(instance)}
      >
        Delete
      </Menu.Item>
    </>
  )
}
