import { type DynamicModule, Module } from '@nestjs/common';
import { Courier } from '#courier';
import { Secrets, Settings } from '#service';
import { AuditStore } from './audit-store.js';
import { directCourier } from './direct-courier.js';
import { PingMonitor } from './ping-monitor.js';
import { RaiseAlarms } from './raise-alarms.js';
import { TakeAudit } from './take-audit.js';
import { TellDirectly } from './tell-directly.js';
import { TestDoors } from './test-doors.js';

/** The watch of the watch: it drains no queue and uses nobody's connections, so that it still sees when the others do not. */
@Module({
  providers: [
    {
      provide: Courier,
      inject: [Settings, Secrets],
      useFactory: (settings: Settings, secrets: Secrets) => directCourier(settings.config, secrets),
    },
    AuditStore,
    PingMonitor,
    TakeAudit,
    RaiseAlarms,
    TellDirectly,
    TestDoors,
  ],
})
export class AuditorModule {
  /** The same with a courier of the caller's, which takes the place of the one that the configuration names. */
  static with(courier: Courier): DynamicModule {
    return { module: AuditorModule, providers: [{ provide: Courier, useValue: courier }] };
  }
}
