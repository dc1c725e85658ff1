import { Get, Header, Inject } from '@nestjs/common';
import type { ConfigurationView } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { ShowConfiguration } from './show-configuration.js';

@DeskController('api/v1/configuration')
export class ConfigurationController {
  constructor(@Inject(ShowConfiguration) private readonly configuration: ShowConfiguration) {}

  @Get()
  @Requires('configuration.read')
  @Header('cache-control', 'no-store')
  show(): Promise<ConfigurationView> {
    return this.configuration.show();
  }
}
