import { ConfigurationController } from './configuration.controller.js';
import { ShowConfiguration } from './show-configuration.js';

/** What the desk has for seeing what the hotline runs with. */
export const configurationParts = {
  controllers: [ConfigurationController],
  providers: [ShowConfiguration],
} as const;
