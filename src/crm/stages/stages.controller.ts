import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { COLOURS, OUTCOMES } from './stage.entity';
import { StageInput, StageRemovalInput } from './stage.input';
import { StagesService } from './stages.service';

/** The pipeline's settings, for administrators of CRM. */
@Side('crm')
@Administrators()
@Controller('settings/stages')
export class StagesController {
  constructor(private readonly stages: StagesService) {}

  @Get()
  @Render('crm/stages/index')
  async index() {
    return { stages: await this.stages.list() };
  }

  @Get('new')
  @Render('crm/stages/blank')
  async blank() {
    const stages = await this.stages.list();
    return {
      values: {
        name: '',
        colour: String((stages.length % COLOURS) + 1),
        position: String(stages.length + 1),
        outcome: 'open',
        opened: '',
      },
      colours: colours(),
      outcomes: OUTCOMES,
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: StageInput, @Req() request: Request) {
    await this.stages.create(input);
    flash(request, 'success', 'stages.saved');
    return redirect('/settings/stages');
  }

  @Get(':id/edit')
  @Render('crm/stages/edit')
  async edit(@Req() request: Request) {
    const stage = await this.stages.find(idOf(request));
    const others = (await this.stages.list()).filter(({ id }) => id !== stage.id);
    return {
      stage,
      values: { ...stage.said, replacementId: '', opened: openedOf(stage.said) },
      colours: colours(),
      replacements: others.map(({ id, name }) => ({ value: id, label: name })),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: StageInput, @Req() request: Request) {
    await this.stages.update(idOf(request), input);
    flash(request, 'success', 'stages.saved');
    return redirect('/settings/stages');
  }

  @Post(':id/deletion')
  @FormOf('edit')
  async destroy(@Body() { replacementId }: StageRemovalInput, @Req() request: Request) {
    await this.stages.remove(idOf(request), replacementId);
    flash(request, 'success', 'stages.removed');
    return redirect('/settings/stages');
  }
}

function colours() {
  return Array.from({ length: COLOURS }, (_, index) => index + 1);
}
