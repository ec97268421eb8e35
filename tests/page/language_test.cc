#include "language.h"

#include <gtest/gtest.h>

namespace rostra::page {
namespace {

TEST(Language, ForeignNamesDoNotMakeAnEnglishReportForeign) {
    EXPECT_EQ(language_of("The Grupo de Contacto regretted on Monday that the talks had stopped. Perú, México, Panamá, Paraguay, Ecuador and Colombia, "
                          "with the envoys of Juan Pérez and José Núñez, said that they would go on to ask for a vote in the Organización.",
                          ""),
              "en");
}

TEST(Language, OtherLanguagesAreStillSeen) {
    EXPECT_EQ(language_of("El Gobierno rechazó este martes las acusaciones de los países vecinos y aseguró que la situación en la región está bajo control.", ""), "es");
    EXPECT_EQ(language_of("Die Bundesregierung hat die Vorwürfe am Dienstag zurückgewiesen und erklärt, die Lage in der Region sei unter Kontrolle.", ""), "de");
    EXPECT_EQ(language_of("Le gouvernement a rejeté mardi les accusations des pays voisins et a assuré que la situation dans la région était sous contrôle.", ""), "fr");
}

TEST(Language, TooShortToTell) { EXPECT_EQ(language_of("No.", ""), "und"); }

}  // namespace
}  // namespace rostra::page
