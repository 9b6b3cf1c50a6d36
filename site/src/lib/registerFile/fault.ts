/** Why a file can't be read at all. The words are in i18n/zh/imports.ts. */
export type FileFaultCode =
  | 'file.empty'
  | 'file.encoding'
  | 'file.xls'
  | 'file.encrypted'
  | 'file.zip'
  | 'file.sheet'
  | 'file.quotes'
  | 'file.json'
  | 'file.geojson'
  | 'file.hsds'
  | 'file.noHeadings'
  | 'file.columnsMissing'
  | 'file.columnTwice'
  | 'file.noRows'
  | 'file.tooManyRows'
  | 'file.tooLarge';

export class FileFault extends Error {
  override name = 'FileFault';
  readonly code: FileFaultCode;
  readonly value: string;

  constructor(code: FileFaultCode, value = '') {
    super(code);
    this.code = code;
    this.value = value;
  }
}
