/** Not an address of its own: opened by a key or a button over whichever page one is on. */
import { helpTopics } from '#features/help/help-topics.ts'
import { CommandPalette, type CommandPaletteProps } from '#features/palette/command-palette.tsx'
import { helpTopicIds } from '#lib/help-topic-ids.ts'
import { paths } from '#lib/paths.ts'

const topics = helpTopicIds.map((id) => ({
  label: helpTopics[id].title,
  of: 'Help',
  to: paths.helpTopic(id),
}))

export function Component(props: Omit<CommandPaletteProps, 'topics'>) {
  return <CommandPalette {...props} topics={topics} />
}
