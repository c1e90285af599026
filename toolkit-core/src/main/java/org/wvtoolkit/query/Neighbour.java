package org.wvtoolkit.query;

/**
 * Word near a query.
 *
 * @param id its word id
 * @param word the word
 * @param score cosine to the query, −1 to 1 except for rounding
 */
public record Neighbour(int id, String word, float score) {}
