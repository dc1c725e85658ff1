import { Module } from '@nestjs/common';
import { CloseWindows } from './close-windows.js';

@Module({ providers: [CloseWindows] })
export class RecordsModule {}
