export { type DetailTable, detailTables, type TableColumn } from './detail-tables.ts';
export { htmlReport, type HtmlReportOptions } from './html-report.ts';
export { json2Report, type Json2Options, type Json2Player } from './json2-report.ts';
export { sequenceTable } from './sequence-table.ts';
