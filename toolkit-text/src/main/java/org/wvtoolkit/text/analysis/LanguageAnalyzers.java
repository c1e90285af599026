package org.wvtoolkit.text.analysis;

import java.util.List;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * Registry of Lucene's language analyzers, with one line per language. A separate class, because
 * loading it loads all analyzers, which queries to most models do not need.
 */
final class LanguageAnalyzers {
    static final List<TextAnalyzer> ALL = List.of(
            new LanguageAnalyzer("arabic", ArabicAnalyzer::new),
            new LanguageAnalyzer("armenian", ArmenianAnalyzer::new),
            new LanguageAnalyzer("basque", BasqueAnalyzer::new),
            new LanguageAnalyzer("bengali", BengaliAnalyzer::new),
            new LanguageAnalyzer("brazilian", BrazilianAnalyzer::new),
            new LanguageAnalyzer("bulgarian", BulgarianAnalyzer::new),
            new LanguageAnalyzer("catalan", CatalanAnalyzer::new),
            new LanguageAnalyzer("cjk", CJKAnalyzer::new),
            new LanguageAnalyzer("czech", CzechAnalyzer::new),
            new LanguageAnalyzer("danish", DanishAnalyzer::new),
            new LanguageAnalyzer("dutch", DutchAnalyzer::new),
            new LanguageAnalyzer("english", EnglishAnalyzer::new),
            new LanguageAnalyzer("estonian", EstonianAnalyzer::new),
            new LanguageAnalyzer("finnish", FinnishAnalyzer::new),
            new LanguageAnalyzer("french", FrenchAnalyzer::new),
            new LanguageAnalyzer("galician", GalicianAnalyzer::new),
            new LanguageAnalyzer("german", GermanAnalyzer::new),
            new LanguageAnalyzer("greek", GreekAnalyzer::new),
            new LanguageAnalyzer("hindi", HindiAnalyzer::new),
            new LanguageAnalyzer("hungarian", HungarianAnalyzer::new),
            new LanguageAnalyzer("indonesian", IndonesianAnalyzer::new),
            new LanguageAnalyzer("irish", IrishAnalyzer::new),
            new LanguageAnalyzer("italian", ItalianAnalyzer::new),
            new LanguageAnalyzer("latvian", LatvianAnalyzer::new),
            new LanguageAnalyzer("lithuanian", LithuanianAnalyzer::new),
            new LanguageAnalyzer("nepali", NepaliAnalyzer::new),
            new LanguageAnalyzer("norwegian", NorwegianAnalyzer::new),
            new LanguageAnalyzer("persian", PersianAnalyzer::new),
            new LanguageAnalyzer("portuguese", PortugueseAnalyzer::new),
            new LanguageAnalyzer("romanian", RomanianAnalyzer::new),
            new LanguageAnalyzer("russian", RussianAnalyzer::new),
            new LanguageAnalyzer("serbian", SerbianAnalyzer::new),
            new LanguageAnalyzer("sorani", SoraniAnalyzer::new),
            new LanguageAnalyzer("spanish", SpanishAnalyzer::new),
            new LanguageAnalyzer("swedish", SwedishAnalyzer::new),
            new LanguageAnalyzer("tamil", TamilAnalyzer::new),
            new LanguageAnalyzer("telugu", TeluguAnalyzer::new),
            new LanguageAnalyzer("thai", ThaiAnalyzer::new).withFixedBuffer(),
            new LanguageAnalyzer("turkish", TurkishAnalyzer::new));

    private LanguageAnalyzers() {}
}
