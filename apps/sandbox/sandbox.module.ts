import { type DynamicModule, Module } from '@nestjs/common';
import type { SandboxOptions } from './sandbox-options.js';
import { SandboxService } from './sandbox.service.js';

/** The sandbox carrier beside other modules: it listens on its own port for as long as the application runs. */
@Module({})
export class SandboxModule {
  static register(options: SandboxOptions): DynamicModule {
    return {
      module: SandboxModule,
      providers: [{ provide: SandboxService, useFactory: () => new SandboxService(options) }],
      exports: [SandboxService],
    };
  }
}
