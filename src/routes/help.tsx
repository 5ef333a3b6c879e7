import { Anchor, Box, List, Stack, Title } from '@mantine/core'
import { helpTopics } from '#features/help/help-topics.tsx'
import { Page } from '#ui/page.tsx'

export function Component() {
  return (
    <Page
      title="Help"
      description="How to experiment with your investments, and how to apply what you decide."
    >
      <Stack gap="xl" maw={720}>
        <Box component="nav" aria-label="On this page">
          <List spacing={4}>
            {helpTopics.map(({ id, title }) => (
              <List.Item key={id}>
                <Anchor href={`#${id}`}>{title}</Anchor>
              </List.Item>
            ))}
          </List>
        </Box>
        {helpTopics.map(({ id, title, content }) => (
          <Stack key={id} gap="xs" component="section" aria-labelledby={id}>
            <Title order={2} fz="h3" id={id}>
              {title}
            </Title>
            {content}
          </Stack>
        ))}
      </Stack>
    </Page>
  )
}
