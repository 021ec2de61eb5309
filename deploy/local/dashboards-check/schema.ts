// What a dashboard is by Grafana's own types, panels by the options of their plugins, as JSON has it. The files of the
// package are named in full, since it does not export the options of plugins.
import type * as dashboard from './node_modules/@grafana/schema/dist/types/raw/dashboard/x/dashboard_types.gen';
import type * as common from './node_modules/@grafana/schema/dist/types/common/common.gen';
import type * as heatmap from './node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as stat from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as timeline from './node_modules/@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from './node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** In JSON the members of an enum are their values. */
type Json<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number
      ? `${T}` extends `${infer N extends number}` ? N : never
      : T extends (infer U)[]
        ? Json<U>[]
        : T extends object
          ? { [K in keyof T]: Json<T[K]> }
          : T;

/** Of the Prometheus plugin; the schema has no types of it. */
interface PrometheusQuery {
  refId: string;
  datasource: dashboard.DataSourceRef;
  expr: string;
  legendFormat: string;
  format?: 'time_series' | 'table' | 'heatmap';
  range: boolean;
  instant: boolean;
  exemplar?: boolean;
}

interface DataLink {
  title: string;
  url: string;
  targetBlank?: boolean;
}

interface PrometheusAnnotation extends dashboard.AnnotationQuery {
  expr: string;
  titleFormat: string;
  textFormat: string;
  step: string;
}

/** Grafana writes the query of a variable a second time, in words. */
interface Variable extends dashboard.VariableModel {
  definition?: string;
}

/** The plugins fill in the rest of their options. */
type PanelOf<Type extends string, Options, Custom> = Json<
  Omit<dashboard.Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
    type: Type;
    options: Partial<Options>;
    targets: PrometheusQuery[];
    fieldConfig: Omit<dashboard.FieldConfigSource, 'defaults'> & {
      defaults: Omit<dashboard.FieldConfig, 'custom' | 'links'> & { custom?: Custom; links?: DataLink[] };
    };
  }
>;

export interface Panels {
  row: Json<dashboard.RowPanel>;
  timeseries: PanelOf<'timeseries', timeseries.Options, common.GraphFieldConfig>;
  stat: PanelOf<'stat', stat.Options, never>;
  table: PanelOf<'table', table.Options, Partial<common.TableFieldOptions>>;
  heatmap: PanelOf<'heatmap', heatmap.Options, heatmap.FieldConfig>;
  'state-timeline': PanelOf<'state-timeline', timeline.Options, timeline.FieldConfig>;
}

export type Frame = Json<
  Omit<dashboard.Dashboard, 'panels' | 'annotations' | 'templating'> & {
    annotations: { list: PrometheusAnnotation[] };
    templating: { list: Variable[] };
    panels: [];
  }
>;
