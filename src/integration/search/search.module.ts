import { Module } from '@nestjs/common';
import { SearchController } from './search.controller';
import { SearchService } from './search.service';

/** One search over both sides, for what each person may see of them. */
@Module({ controllers: [SearchController], providers: [SearchService] })
export class SearchModule {}
