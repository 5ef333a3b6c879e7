import { Group, Kbd, Modal, Stack, Switch, Table, Text, Title } from '@mantine/core'
import type { KeyGroup } from '#lib/key-help.ts'
import { useSingleKeys } from '#lib/single-keys.ts'

export interface KeyListProps {
  isOpen: boolean
  onClose: () => void
  /** Those of single areas; given by the route, which knows them. */
  groups: readonly KeyGroup[]
}

const everywhere: KeyGroup = {
  where: 'Everywhere',
  keys: [
    { keys: ['Mod+K'], does: 'Go to or do: opens a search of everything' },
    { keys: ['?'], does: 'Shows this list' },
    { keys: ['Esc'], does: 'Closes what is open' },
  ],
}

/** All keys that do something of their own, and the switch of those that are one character. */
export function KeyList({ isOpen, onClose, groups }: KeyListProps) {
  const [areOn, setAreOn] = useSingleKeys()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keys"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {[everywhere, ...groups].map(({ where, keys }) => (
          <section key={where} aria-label={where}>
            <Title order={3} fz="h5" mb={4}>
              {where}
            </Title>
            <Table withRowBorders={false} verticalSpacing={4} layout="fixed">
              <Table.Tbody>
                {keys.map((help) => (
                  <Table.Tr key={help.does}>
                    <Table.Th scope="row" fw={400} w="9rem">
                      <Group gap={4}>
                        {help.keys.map((together) => (
                          <Keys key={together} together={together} />
                        ))}
                      </Group>
                    </Table.Th>
                    <Table.Td>{help.does}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
        <Switch
          label="Keys of one character"
          description="Such as ?. Switch them off where they get in the way of speech or other tools; the rest stay. Kept on this device."
          checked={areOn}
          onChange={(event) => setAreOn(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  )
}

function Keys({ together }: { together: string }) {
  const isMac = /mac/i.test(navigator.userAgent)
  return (
    <span>
      {together.split('+').map((key, index) => (
        <span key={key}>
          {index > 0 && (
            <Text span c="dimmed">
              {' + '}
            </Text>
          )}
          <Kbd>{key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : key}</Kbd>
        </span>
      ))}
    </span>
  )
}
