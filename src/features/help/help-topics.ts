/** What people ask, by topic. Words are those of the screens. */
import type { HelpTopicId } from '#lib/help-topic-ids.ts'
import { figureTopics } from './figure-topics.tsx'
import type { HelpTopics } from './help-topic.ts'
import { investmentTopics } from './investment-topics.tsx'
import { scenarioTopics } from './scenario-topics.tsx'

export const helpTopics: HelpTopics<HelpTopicId> = { ...investmentTopics, ...scenarioTopics, ...figureTopics }
