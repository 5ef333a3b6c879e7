import { IconArchive, IconArchiveOff, IconBulb, IconPencil, IconTrash } from '@tabler/icons-react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { Instance } from '#data/instances/instance.ts'
import { paths } from '#lib/paths.ts'
import { MenuItem, MoreMenu } from '#ui/menu-parts.tsx'
import { overRowLink } from '#ui/row-link.tsx'
import { useInstanceActions } from './use-instance-actions.ts'

export function InstanceMenu({ instance }: { instance: Instance }) {
  return (
    <MoreMenu label={`Actions for ${instance.name}`} isQuiet className={overRowLink}>
      <Actions instance={instance} />
    </MoreMenu>
  )
}

/** Mounted only while the menu is open: a long list need not carry the actions of every row. */
function Actions({ instance }: { instance: Instance }) {
  const { archive, deleteInstance } = useInstanceActions()
  const { enabled } = useFeatureFlag('feature:scenarios')
  const isArchived = instance.status === 'archived'
  return (
    <>
      <MenuItem to={paths.instance(instance.id)} icon={IconPencil}>
        Edit
      </MenuItem>
      {enabled && !isArchived && (
        <MenuItem to={paths.tryActions(null, instance.id)} icon={IconBulb}>
          Try something in a new scenario
        </MenuItem>
      )}
      <MenuItem
        icon={isArchived ? IconArchiveOff : IconArchive}
        onClick={() => archive(instance, !isArchived)}
      >
        {isArchived ? 'Make active again' : 'Archive'}
      </MenuItem>
      <MenuItem color="red" icon={IconTrash} onClick={() => deleteInstance(instance)}>
        Delete
      </MenuItem>
    </>
  )
}
