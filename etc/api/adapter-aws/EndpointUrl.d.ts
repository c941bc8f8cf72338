export declare const withoutSecrets: (url: string) => string;
