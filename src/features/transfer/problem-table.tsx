import { Stack, Table, Text } from '@mantine/core'
import type { FileProblem } from '#domain/documents/read-document.ts'
import { useFirstOfMany } from '#ui/first-of-many.tsx'

const firstShown = 50

/** Every place of a file that is wrong: in words, and by line and column as an editor counts them. */
export function ProblemTable({
  problems,
  leftOut = 0,
}: {
  problems: readonly FileProblem[]
  /** How many more there are that are not known. */
  leftOut?: number
}) {
  const { shown, showMore } = useFirstOfMany(problems, firstShown)
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" fw={600}>
        {problems.length === 1 ? 'One place is wrong:' : `${problems.length + leftOut} places are wrong:`}
        {leftOut > 0 && ` these are the first ${problems.length}.`}
      </Text>
      <Table withTableBorder bg="var(--mantine-color-body)" aria-label="What is wrong with the file">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Where</Table.Th>
            <Table.Th>What is wrong</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ place, position, message }) => (
            <Table.Tr key={`${place} ${position?.line} ${position?.column} ${message}`}>
              <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {place}
                {position && (
                  <Text size="xs" c="dimmed" fw={400}>
                    Line {position.line}, column {position.column}
                  </Text>
                )}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {showMore}
    </Stack>
  )
}
