import { Module } from '@nestjs/common';
import { CloseWindows } from './close-windows.js';
import { RemoveOrphans } from './remove-orphans.js';

@Module({ providers: [CloseWindows, RemoveOrphans] })
export class RecordsModule {}
