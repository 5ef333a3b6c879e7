import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconDownload } from '@tabler/icons-react'
import { type CsvDialect, csvDialectOf, csvDialects, csvFile } from '#lib/csv.ts'
import { useFormat } from '#ui/format.ts'
import { downloadFile } from './download.ts'

interface DownloadTableProps {
  name: string
  csvOf: (dialect: CsvDialect) => string
}

const words: Record<keyof typeof csvDialects, string> = {
  english: '1234.5, separated by commas',
  continental: '1234,5, separated by semicolons',
  swiss: '1234.5, separated by semicolons',
}

/** A table as a file that the user's spreadsheet reads; where it is set to another region than the app, by choice. */
export function DownloadTable({ name, csvOf }: DownloadTableProps) {
  const { locale } = useFormat()
  const usual = csvDialectOf(locale)
  const download = (dialect: CsvDialect) =>
    downloadFile(name, 'text/csv;charset=utf-8', csvFile(csvOf(dialect)))
  return (
    <Button.Group>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => download(usual)}
      >
        Download CSV
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="How the file is written">
            <IconChevronDown size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>As your spreadsheet reads it</Menu.Label>
          {Object.entries(csvDialects).map(([key, dialect]) => (
            <Menu.Item
              key={key}
              leftSection={
                <IconCheck
                  size={14}
                  {...(dialect === usual
                    ? { 'aria-label': 'Usual in your region' }
                    : { 'aria-hidden': true, visibility: 'hidden' })}
                />
              }
              onClick={() => download(dialect)}
            >
              {words[key as keyof typeof csvDialects]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}
