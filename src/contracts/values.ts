/**
 * Texts and numbers that the contracts' schemas bound: what is read from a file is checked for it. To the compiler they are
 * plain.
 */

/**
 * A whole number.
 * @asType integer
 */
export type Integer = number;

/**
 * A whole number, from 0.
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * A number, from 0.
 * @minimum 0
 */
export type Amount = number;

/**
 * A whole number, from 1.
 * @asType integer
 * @minimum 1
 */
export type Ordinal = number;

/**
 * A part of a whole, from 0 to 1.
 * @minimum 0
 * @maximum 1
 */
export type Share = number;

/**
 * A moment, RFC 3339, UTC.
 * @format date-time
 */
export type Timestamp = string;

/**
 * A day, RFC 3339.
 * @format date
 */
export type Day = string;

/**
 * The name of an object or of a kind. It becomes an argument of kubectl, where a dash in front would make it a flag.
 * @pattern ^(?!-)
 */
export type ObjectName = string;
