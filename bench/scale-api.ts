/** The API as a process of its own, so that what it takes can be told from what the database and the clients take. */
import { createApi } from '../scripts/stack/api.ts'
import { sure } from '../scripts/sure.ts'

const api = await createApi({ dbUrl: sure(process.argv[2]), port: Number(process.argv[3]), log: () => {} })
await api.listen()
process.on('disconnect', () => process.exit(0))
sure(process.send)('ready')
