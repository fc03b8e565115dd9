/**
 * What a caller may ask of lists: filters, orders, pages, tokens, field masks; knows no database and no status codes.
 */
package io.heliograph.server.query;
