import { Button, Code, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { DocumentProblem } from '#domain/documents/check-document.ts'

const firstShown = 50

/** Every place of a file that is wrong: in words, and as it stands in the file. */
export function ProblemTable({ problems }: { problems: readonly DocumentProblem[] }) {
  const [isAllShown, setIsAllShown] = useState(false)
  const shown = isAllShown ? problems : problems.slice(0, firstShown)
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" fw={600}>
        {problems.length === 1 ? 'One place is wrong:' : `${problems.length} places are wrong:`}
      </Text>
      <Table withTableBorder bg="var(--mantine-color-body)" aria-label="What is wrong with the file">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Where</Table.Th>
            <Table.Th>What is wrong</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ path, place, message }) => (
            <Table.Tr key={`${path} ${message}`}>
              <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {place}
                {path !== '' && path !== place && (
                  <Code display="block" bg="transparent" p={0}>
                    {path}
                  </Code>
                )}
              </Table.Th>
              <Table.Td>{message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < problems.length && (
        <Button size="xs" variant="default" onClick={() => setIsAllShown(true)}>
          Show the other {problems.length - shown.length}
        </Button>
      )}
    </Stack>
  )
}
