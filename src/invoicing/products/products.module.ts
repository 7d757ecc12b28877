import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CategoriesController } from './categories/categories.controller';
import { CategoriesService } from './categories/categories.service';
import { Category } from './categories/category.entity';
import { CategoryArchivingsController } from './categories/category-archivings.controller';
import { CategoryUnarchivingsController } from './categories/category-unarchivings.controller';
import { Offers } from './offers.service';
import { PriceList } from './price-lists/price-list.entity';
import { PriceListArchivingsController } from './price-lists/price-list-archivings.controller';
import { PriceListUnarchivingsController } from './price-lists/price-list-unarchivings.controller';
import { PriceListsController } from './price-lists/price-lists.controller';
import { PriceListsService } from './price-lists/price-lists.service';
import { PriceRows } from './price-lists/price-rows.service';
import { Product } from './product.entity';
import { ProductArchivingsController } from './product-archivings.controller';
import { ProductLines } from './product-lines';
import { ProductListsService } from './product-lists.service';
import { ProductOptionsController } from './product-options.controller';
import { ProductUnarchivingsController } from './product-unarchivings.controller';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';

/** What the firm sells: products, their categories and price lists (R111). */
@Module({
  imports: [TypeOrmModule.forFeature([Product, Category, PriceList])],
  controllers: [
    CategoriesController,
    CategoryArchivingsController,
    CategoryUnarchivingsController,
    PriceListsController,
    PriceListArchivingsController,
    PriceListUnarchivingsController,
    ProductsController,
    ProductArchivingsController,
    ProductUnarchivingsController,
    ProductOptionsController,
  ],
  providers: [ProductsService, ProductListsService, CategoriesService, PriceListsService, PriceRows, Offers, ProductLines],
  exports: [ProductsService, CategoriesService, PriceListsService, ProductLines],
})
export class ProductsModule {}
