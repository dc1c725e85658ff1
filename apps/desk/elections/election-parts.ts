import { ElectionsController } from './elections.controller.js';
import { ListElections } from './list-elections.js';

/** What the desk has for elections and their windows. */
export const electionParts = {
  controllers: [ElectionsController],
  providers: [ListElections],
} as const;
