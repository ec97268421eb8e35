// Each phrase is bound to a place (whole line, start of line, anywhere) and to a length, since the same words can be
// news: "Subscribe" alone is a button, "Subscribers were told ..." is a report. What may stand anywhere is only what
// no reporter writes.
#include "phrases.h"

#include <array>
#include <string>

namespace rostra::page {
namespace {

enum class Place { whole, start, anywhere };

struct Rule {
    std::string_view words;
    Place place;
    Phrase kind;
    unsigned most_words;  // longer lines are not matched
};

constexpr auto N = Phrase::notice;
constexpr auto S = Phrase::section;
constexpr auto C = Phrase::closing;

constexpr Rule rules[] = {
    // Related and recommended
    {"related", Place::whole, S, 2}, {"related articles", Place::start, S, 6}, {"related stories", Place::start, S, 6},
    {"related story", Place::start, S, 14}, {"related posts", Place::start, S, 6}, {"related news", Place::start, S, 6},
    {"related content", Place::start, S, 6}, {"related coverage", Place::start, S, 6}, {"related topics", Place::start, S, 10},
    {"related links", Place::start, S, 6}, {"related reading", Place::start, S, 6}, {"related video", Place::start, S, 14},
    {"related:", Place::start, N, 30}, {"recommended for you", Place::start, S, 8}, {"recommended", Place::whole, S, 2},
    {"recommended stories", Place::start, S, 6}, {"recommended articles", Place::start, S, 6}, {"recommended reading", Place::start, S, 6},
    {"recommended by", Place::start, S, 5}, {"you may also like", Place::start, S, 8}, {"you might also like", Place::start, S, 8},
    {"you may also be interested", Place::start, S, 10}, {"you might be interested in", Place::start, S, 8},
    {"you may like", Place::whole, S, 4}, {"more from", Place::start, S, 8}, {"more on this", Place::start, S, 8},
    {"more stories", Place::start, S, 6}, {"more news", Place::start, S, 6}, {"more like this", Place::start, S, 5},
    {"more to explore", Place::start, S, 5}, {"more in", Place::start, S, 5}, {"more coverage", Place::start, S, 6},
    {"also read:", Place::start, N, 30}, {"also read |", Place::start, N, 30}, {"read also:", Place::start, N, 30}, {"also read", Place::whole, S, 3},
    {"see also:", Place::start, N, 30}, {"see also", Place::whole, S, 3}, {"read more", Place::whole, N, 4}, {"read more:", Place::start, N, 30},
    {"read more about", Place::start, N, 14}, {"read more on", Place::start, N, 14}, {"read more at", Place::start, N, 10},
    {"read more from", Place::start, N, 12}, {"read next", Place::start, S, 16}, {"read the full story", Place::start, N, 12}, {"read full article", Place::start, N, 6},
    {"read:", Place::start, N, 25}, {"up next", Place::whole, S, 3}, {"next article", Place::start, S, 3}, {"previous article", Place::start, S, 3},
    {"next story", Place::start, S, 3}, {"next post", Place::start, S, 3}, {"previous post", Place::start, S, 3}, {"previous story", Place::start, S, 3},
    {"dont miss", Place::whole, S, 3}, {"dont miss:", Place::start, N, 25}, {"in case you missed it", Place::whole, S, 6},
    {"most read", Place::start, S, 6}, {"most popular", Place::start, S, 6}, {"most viewed", Place::start, S, 6}, {"most shared", Place::start, S, 6},
    {"most recent", Place::whole, S, 3}, {"trending now", Place::start, S, 5}, {"trending", Place::whole, S, 2}, {"trending stories", Place::start, S, 4},
    {"popular now", Place::whole, S, 3}, {"popular stories", Place::whole, S, 3}, {"popular posts", Place::whole, S, 3}, {"top stories", Place::whole, S, 3}, {"latest news", Place::whole, S, 3},
    {"latest stories", Place::whole, S, 3}, {"latest headlines", Place::whole, S, 3}, {"todays top stories", Place::start, S, 6}, {"editors picks", Place::whole, S, 3},
    {"editors choice", Place::whole, S, 3}, {"from the web", Place::whole, S, 4}, {"around the web", Place::whole, S, 4}, {"elsewhere on the web", Place::start, S, 6},
    {"promoted stories", Place::start, S, 4}, {"promoted content", Place::start, S, 4}, {"sponsored content", Place::whole, S, 3}, {"sponsored links", Place::whole, S, 3},
    {"sponsored stories", Place::whole, S, 3}, {"paid content", Place::whole, S, 3}, {"suggested for you", Place::start, S, 4}, {"what to read next", Place::whole, S, 5},
    {"explore more", Place::whole, S, 3}, {"discover more", Place::whole, S, 3}, {"watch more", Place::whole, S, 3}, {"further reading", Place::whole, S, 3},
    {"watch:", Place::start, N, 25}, {"watch the video", Place::start, N, 8}, {"watch now", Place::whole, N, 3}, {"listen to this article", Place::start, N, 8}, {"view gallery", Place::whole, N, 3},
    // Sharing
    {"share", Place::whole, N, 2}, {"share this", Place::start, S, 8}, {"share on", Place::start, N, 6}, {"share via", Place::start, N, 5}, {"share with", Place::start, N, 7},
    {"share your thoughts", Place::start, S, 12}, {"share with your friends", Place::anywhere, S, 14}, {"share it with", Place::start, N, 8}, {"share article", Place::start, N, 4},
    {"click to share", Place::start, N, 10}, {"click to email", Place::start, N, 12}, {"click to print", Place::start, N, 8}, {"click to tweet", Place::start, N, 6},
    {"like this:", Place::start, S, 6}, {"like loading", Place::start, N, 4}, {"liked this", Place::start, S, 14}, {"enjoyed this article", Place::start, S, 14}, {"did you like this", Place::start, S, 10},
    {"tweet", Place::whole, N, 2}, {"tweet this", Place::whole, N, 3}, {"pin it", Place::whole, N, 3}, {"email this", Place::start, N, 6}, {"print this", Place::start, N, 6},
    {"facebook", Place::whole, N, 2}, {"twitter", Place::whole, N, 2}, {"whatsapp", Place::whole, N, 2}, {"linkedin", Place::whole, N, 2}, {"pinterest", Place::whole, N, 2},
    {"reddit", Place::whole, N, 2}, {"telegram", Place::whole, N, 2}, {"instagram", Place::whole, N, 2}, {"youtube", Place::whole, N, 2}, {"copy link", Place::whole, N, 3},
    {"save for later", Place::whole, N, 4}, {"bookmark", Place::whole, N, 2}, {"print", Place::whole, N, 2}, {"email", Place::whole, N, 2}, {"e-mail", Place::whole, N, 2},
    {"follow us", Place::whole, N, 3}, {"follow us on", Place::start, N, 16}, {"follow @", Place::start, N, 16}, {"follow him on", Place::start, N, 12}, {"follow her on", Place::start, N, 12}, {"follow them on", Place::start, N, 12},
    {"find us on", Place::start, N, 10}, {"like us on", Place::start, N, 12}, {"join us on", Place::start, N, 10}, {"join our telegram", Place::anywhere, N, 20},
    {"join our whatsapp", Place::anywhere, N, 20}, {"follow us on", Place::anywhere, N, 30}, {"subscribe to our channel", Place::anywhere, N, 20},
    // Newsletters, apps, money
    {"subscribe", Place::whole, N, 3}, {"subscribe to", Place::start, S, 20}, {"subscribe now", Place::start, S, 14}, {"subscribe for", Place::start, S, 14}, {"subscribe today", Place::start, S, 14},
    {"subscribe here", Place::start, N, 8}, {"sign up for", Place::start, S, 25}, {"sign up to", Place::start, S, 25}, {"sign up here", Place::start, N, 12}, {"sign up now", Place::start, N, 8},
    {"sign up", Place::whole, N, 3}, {"sign in", Place::whole, N, 3}, {"log in", Place::whole, N, 3}, {"login", Place::whole, N, 2}, {"register", Place::whole, N, 2}, {"my account", Place::whole, N, 3},
    {"get our newsletter", Place::start, S, 16}, {"get the newsletter", Place::start, S, 16}, {"our newsletter", Place::start, S, 12}, {"newsletter", Place::whole, S, 2}, {"newsletters", Place::whole, S, 2},
    {"newsletter sign", Place::start, S, 8}, {"join our newsletter", Place::start, S, 16}, {"join our mailing list", Place::start, S, 14}, {"get the latest news", Place::start, S, 25},
    {"get breaking news", Place::start, S, 25}, {"get the best of", Place::start, S, 20}, {"delivered to your inbox", Place::anywhere, S, 45}, {"delivered straight to your inbox", Place::anywhere, S, 45},
    {"straight to your inbox", Place::anywhere, S, 45}, {"in your inbox", Place::anywhere, S, 30}, {"enter your email", Place::start, S, 16}, {"your email address", Place::whole, N, 5}, {"email address", Place::whole, N, 3},
    {"you can unsubscribe", Place::anywhere, N, 40}, {"unsubscribe at any time", Place::anywhere, N, 45}, {"thank you for subscribing", Place::start, N, 14}, {"thanks for subscribing", Place::start, N, 14},
    {"thanks for signing up", Place::start, N, 14}, {"thank you for signing up", Place::start, N, 14}, {"by signing up you agree", Place::start, N, 40}, {"by signing up, you", Place::start, N, 40}, {"by subscribing", Place::start, N, 40},
    {"by clicking sign up", Place::start, N, 40}, {"download our app", Place::start, N, 14}, {"download the app", Place::start, N, 14}, {"get the app", Place::start, N, 8}, {"available on the app store", Place::anywhere, N, 20},
    {"support our journalism", Place::start, S, 20}, {"support independent journalism", Place::start, S, 20}, {"donate", Place::whole, N, 3}, {"donate now", Place::start, N, 5}, {"make a donation", Place::whole, N, 4}, {"become a member", Place::start, N, 8},
    {"become a subscriber", Place::start, N, 8}, {"already a subscriber", Place::start, N, 8}, {"already a member", Place::start, N, 8}, {"to continue reading", Place::start, N, 14}, {"continue reading", Place::whole, N, 3},
    {"this article is for subscribers", Place::start, N, 16}, {"this content is for", Place::start, N, 12}, {"you have reached your limit", Place::start, N, 16}, {"free articles", Place::whole, N, 3}, {"start your free trial", Place::anywhere, N, 14},
    {"advertisement", Place::start, N, 5}, {"advertising", Place::whole, N, 2}, {"story continues below", Place::start, N, 5}, {"article continues below", Place::start, N, 5}, {"article continues after", Place::start, N, 5},
    {"continue reading the main story", Place::start, N, 7}, {"continue reading below", Place::start, N, 5}, {"skip advertisement", Place::whole, N, 3}, {"report this ad", Place::whole, N, 4}, {"ad feedback", Place::whole, N, 3},
    // Comments
    {"leave a reply", Place::start, C, 10}, {"leave a comment", Place::start, C, 10}, {"leave your comment", Place::start, C, 8}, {"leave us a comment", Place::start, C, 10}, {"post a comment", Place::start, C, 8}, {"post comment", Place::whole, C, 3},
    {"add a comment", Place::start, C, 8}, {"add your comment", Place::start, C, 8}, {"write a comment", Place::start, C, 6}, {"join the conversation", Place::start, C, 10}, {"join the discussion", Place::start, C, 10},
    {"be the first to comment", Place::start, C, 12}, {"comments", Place::whole, C, 2}, {"comment", Place::whole, N, 2}, {"no comments", Place::whole, C, 4}, {"no comments yet", Place::start, C, 6}, {"view comments", Place::start, C, 4},
    {"show comments", Place::start, C, 4}, {"load comments", Place::start, C, 4}, {"see comments", Place::start, C, 4}, {"comments are closed", Place::start, C, 12}, {"comments (", Place::start, C, 4}, {"reader comments", Place::start, C, 5},
    {"what do you think", Place::whole, C, 4}, {"have your say", Place::start, C, 10}, {"log in to comment", Place::anywhere, C, 12}, {"log in to reply", Place::anywhere, N, 8}, {"you must be logged in", Place::start, C, 12},
    {"sign in to comment", Place::anywhere, C, 12}, {"email address will not be published", Place::anywhere, C, 30}, {"required fields are marked", Place::anywhere, C, 30}, {"save my name, email", Place::start, C, 30},
    {"notify me of", Place::start, C, 12}, {"notify me when", Place::start, C, 14}, {"akismet", Place::anywhere, C, 30}, {"how your comment data is processed", Place::anywhere, C, 20}, {"cancel reply", Place::whole, C, 3},
    {"this site is protected by recaptcha", Place::start, C, 30}, {"protected by recaptcha", Place::anywhere, C, 30}, {"please enable javascript", Place::start, N, 25}, {"javascript is disabled", Place::anywhere, N, 30}, {"view the discussion thread", Place::start, C, 6},
    // Cookies, law, site foot
    {"we use cookies", Place::start, N, 60}, {"this site uses cookies", Place::start, N, 60}, {"this website uses cookies", Place::start, N, 60}, {"our site uses cookies", Place::start, N, 60}, {"by continuing to use this", Place::start, N, 40},
    {"by using this site", Place::start, N, 40}, {"by continuing to browse", Place::start, N, 40}, {"accept all cookies", Place::anywhere, N, 14}, {"accept cookies", Place::whole, N, 3}, {"cookie settings", Place::whole, N, 3}, {"cookie policy", Place::start, N, 5},
    {"manage cookies", Place::whole, N, 3}, {"privacy policy", Place::start, N, 8}, {"privacy notice", Place::start, N, 8}, {"privacy & cookies", Place::start, N, 8}, {"terms of use", Place::start, N, 8}, {"terms of service", Place::start, N, 8}, {"terms and conditions", Place::whole, N, 4},
    {"terms & conditions", Place::whole, N, 4}, {"do not sell my", Place::start, N, 8}, {"contact us", Place::start, N, 6}, {"about us", Place::whole, N, 3}, {"advertise with us", Place::start, N, 5}, {"advertise", Place::whole, N, 2}, {"site map", Place::whole, N, 3}, {"sitemap", Place::whole, N, 2},
    {"all rights reserved", Place::anywhere, C, 40}, {"copyright ©", Place::start, C, 30}, {"copyright (c)", Place::start, C, 30}, {"© copyright", Place::start, C, 30}, {"©", Place::start, C, 20}, {"(c) copyright", Place::start, C, 20},
    {"may not be published, broadcast", Place::anywhere, C, 40}, {"may not be reproduced", Place::anywhere, C, 40}, {"powered by wordpress", Place::anywhere, C, 14}, {"proudly powered by", Place::start, C, 8}, {"our standards:", Place::start, C, 12},
    {"back to top", Place::whole, N, 4}, {"scroll to top", Place::whole, N, 4}, {"skip to content", Place::start, N, 5}, {"skip to main content", Place::start, N, 6}, {"skip to navigation", Place::start, N, 5}, {"skip links", Place::whole, N, 3}, {"jump to content", Place::start, N, 5},
    {"toggle navigation", Place::start, N, 4}, {"open menu", Place::whole, N, 3}, {"close menu", Place::whole, N, 3}, {"main menu", Place::whole, N, 3}, {"menu", Place::whole, N, 2}, {"search", Place::whole, N, 2}, {"search for:", Place::start, N, 4}, {"close", Place::whole, N, 2},
    {"loading...", Place::whole, N, 2}, {"loading", Place::whole, N, 2}, {"you are here:", Place::start, N, 16}, {"home »", Place::start, N, 20}, {"home >", Place::start, N, 20}, {"home /", Place::start, N, 20}, {"breadcrumb", Place::whole, N, 2},
    {"tags:", Place::start, N, 40}, {"tagged:", Place::start, N, 40}, {"tags", Place::whole, S, 2}, {"filed under", Place::start, N, 30}, {"posted in", Place::start, N, 20}, {"categories:", Place::start, N, 25}, {"category:", Place::start, N, 12}, {"topics:", Place::start, N, 30}, {"keywords:", Place::start, N, 40},
    {"report a typo", Place::start, N, 8}, {"report an error", Place::start, N, 8}, {"got a tip", Place::start, N, 25}, {"send us a tip", Place::start, N, 20}, {"have a news tip", Place::start, N, 25}, {"click here to", Place::start, N, 30}, {"click here for", Place::start, N, 30}, {"tap here to", Place::start, N, 20},
    {"this is a modal window", Place::start, N, 10}, {"video player is loading", Place::start, N, 8}, {"play video", Place::whole, N, 3}, {"view all posts", Place::start, N, 8}, {"see all posts", Place::start, N, 8}, {"view profile", Place::whole, N, 3}, {"about the author", Place::whole, S, 4}, {"thank you for reading", Place::start, N, 12},
    {"contributed to this report", Place::anywhere, N, 30}, {"contributed to this story", Place::anywhere, N, 30}, {"contributed to this article", Place::anywhere, N, 30}, {"contributed reporting", Place::anywhere, N, 25},
    {"may be reached at", Place::anywhere, N, 30}, {"can be reached at", Place::anywhere, N, 30}, {"have a tip?", Place::start, N, 40}, {"news tip", Place::anywhere, N, 60}, {"on twitter @", Place::anywhere, N, 40}, {"on twitter at @", Place::anywhere, N, 40},
    {"follow him @", Place::anywhere, N, 40}, {"follow her @", Place::anywhere, N, 40}, {"follow me on", Place::start, N, 16}, {"affiliate commission", Place::anywhere, N, 40}, {"we may earn a commission", Place::anywhere, N, 40}, {"related tags", Place::start, S, 12}, {"last updated", Place::start, N, 16},
    {"thank you for your support", Place::start, N, 12}, {"this article originally appeared", Place::start, N, 25}, {"turn on desktop notifications", Place::start, N, 12}, {"allow notifications", Place::whole, N, 3},
    {"reporting by", Place::start, N, 40}, {"(reporting by", Place::start, N, 40}, {"writing by", Place::start, N, 20}, {"(writing by", Place::start, N, 20}, {"editing by", Place::start, N, 20}, {"(editing by", Place::start, N, 20},
    {"see more:", Place::start, N, 30}, {"just in:", Place::start, N, 30}, {"more great", Place::start, S, 6}, {"click here for more information", Place::anywhere, N, 30}, {"elsewhere on", Place::start, S, 7}, {"cookie settings on this website", Place::anywhere, N, 60},
    // Portuguese
    {"voce pode gostar", Place::start, S, 7}, {"leia tambem", Place::start, S, 6}, {"leia mais", Place::start, S, 6}, {"veja tambem", Place::start, S, 6}, {"veja mais", Place::start, S, 6}, {"saiba mais", Place::start, S, 6}, {"noticias relacionadas", Place::start, S, 6}, {"posts relacionados", Place::start, S, 6}, {"artigos relacionados", Place::start, S, 6}, {"materias relacionadas", Place::start, S, 6}, {"compartilhe", Place::whole, N, 2}, {"compartilhar", Place::whole, N, 2}, {"publicidade", Place::whole, N, 2}, {"continua depois da publicidade", Place::whole, N, 5}, {"siga-nos", Place::whole, N, 2}, {"comentarios", Place::whole, C, 2}, {"deixe um comentario", Place::start, C, 7}, {"deixe uma resposta", Place::start, C, 7}, {"deixe seu comentario", Place::start, C, 7}, {"atencao: comentarios", Place::whole, C, 40},
    // Spanish
    {"lee tambien", Place::start, S, 6}, {"lea tambien", Place::start, S, 6}, {"leer tambien", Place::start, S, 6}, {"te puede interesar", Place::start, S, 7}, {"te puede gustar", Place::start, S, 7}, {"articulos relacionados", Place::start, S, 6}, {"mas noticias", Place::start, S, 6}, {"ver tambien", Place::start, S, 6}, {"comparte", Place::whole, N, 2}, {"compartir", Place::whole, N, 2}, {"publicidad", Place::whole, N, 2}, {"siguenos", Place::whole, N, 2}, {"leer mas", Place::whole, N, 3}, {"comentarios", Place::whole, C, 2}, {"deja un comentario", Place::start, C, 7}, {"deja una respuesta", Place::start, C, 7},
    // French
    {"lire aussi", Place::start, S, 6}, {"a lire aussi", Place::start, S, 7}, {"voir aussi", Place::start, S, 6}, {"articles similaires", Place::start, S, 6}, {"sur le meme sujet", Place::start, S, 8}, {"dans la meme rubrique", Place::start, S, 8}, {"partager", Place::whole, N, 2}, {"publicite", Place::whole, N, 2}, {"lire la suite", Place::whole, N, 4}, {"abonnez-vous", Place::whole, N, 2}, {"commentaires", Place::whole, C, 2}, {"laisser un commentaire", Place::start, C, 7},
    // German
    {"lesen sie auch", Place::start, S, 7}, {"mehr zum thema", Place::start, S, 7}, {"auch interessant", Place::start, S, 6}, {"das konnte sie auch interessieren", Place::start, S, 9}, {"ahnliche beitrage", Place::start, S, 6}, {"verwandte artikel", Place::start, S, 6}, {"weitere artikel", Place::start, S, 6}, {"teilen", Place::whole, N, 2}, {"anzeige", Place::whole, N, 2}, {"lesen sie mehr", Place::whole, N, 4}, {"kommentare", Place::whole, C, 2}, {"kommentar schreiben", Place::whole, C, 3}, {"schreibe einen kommentar", Place::start, C, 7},
    // Italian
    {"leggi anche", Place::start, S, 6}, {"potrebbe interessarti", Place::start, S, 6}, {"articoli correlati", Place::start, S, 6}, {"condividi", Place::whole, N, 2}, {"pubblicita", Place::whole, N, 2}, {"leggi tutto", Place::whole, N, 3}, {"commenti", Place::whole, C, 2}, {"lascia un commento", Place::start, C, 7},
    // Russian
    {"читаите также", Place::start, S, 6}, {"смотрите также", Place::start, S, 6}, {"похожие статьи", Place::start, S, 6}, {"похожие записи", Place::start, S, 6}, {"еще по теме", Place::start, S, 7}, {"поделиться", Place::whole, N, 2}, {"реклама", Place::whole, N, 2}, {"подписываитесь", Place::whole, N, 2}, {"комментарии", Place::whole, C, 2}, {"оставить комментарии", Place::whole, C, 3}, {"добавить комментарии", Place::whole, C, 3},
    // Japanese
    {"関連記事", Place::start, S, 6}, {"関連リンク", Place::start, S, 6}, {"あわせて読みたい", Place::start, S, 6}, {"おすすめ記事", Place::start, S, 6}, {"人気記事", Place::start, S, 6}, {"シェア", Place::start, N, 6}, {"広告", Place::start, N, 6}, {"コメントを残す", Place::start, C, 6},
    // Korean
    {"관련기사", Place::start, S, 6}, {"관련 기사", Place::start, S, 6}, {"많이 본 뉴스", Place::start, S, 7}, {"공유하기", Place::start, N, 6}, {"댓글", Place::start, C, 6}, {"저작권자 ©", Place::start, C, 6}, {"저작권자 ⓒ", Place::start, C, 6},
    // Chinese
    {"相关阅读", Place::start, S, 6}, {"相关新闻", Place::start, S, 6}, {"推荐阅读", Place::start, S, 6}, {"相關新聞", Place::start, S, 6}, {"延伸閱讀", Place::start, S, 6}, {"分享到", Place::start, N, 6}, {"责任编辑", Place::start, N, 6}, {"评论", Place::start, C, 6},
};

std::string_view without_end(std::string_view line) {
    constexpr std::string_view dropped = " .:!?»>*-|…";
    while (!line.empty() && dropped.find(line.back()) != std::string_view::npos) line.remove_suffix(1);
    return line;
}

bool starts_at_word(std::string_view line, std::string_view words) {
    if (!line.starts_with(words)) return false;
    const char last = words.back();
    if (!((last >= 'a' && last <= 'z') || (last >= '0' && last <= '9')) || line.size() == words.size()) return true;
    const char after = line[words.size()];
    return !((after >= 'a' && after <= 'z') || (after >= '0' && after <= '9'));
}

// "12 comments", "(3) comments"
bool is_comment_count(std::string_view bare, unsigned words) {
    if (words > 3 || !(bare.ends_with(" comments") || bare.ends_with(" comment") || bare.ends_with(" replies") || bare.ends_with(" responses"))) return false;
    return bare.find_first_of("0123456789") == 0 || (bare.front() == '(' && bare.size() > 1);
}

// "12 shares", "3 views", "4 min read"
bool is_counter(std::string_view bare, unsigned words) {
    if (words < 2 || words > 4 || bare.empty() || bare.front() < '0' || bare.front() > '9') return false;
    for (const std::string_view unit : {" shares", " views", " likes", " retweets", " votes", " min read", " minute read", " mins read", " minutes read"})
        if (bare.ends_with(unit)) return true;
    return false;
}

}  // namespace

Phrase phrase_of(std::string_view folded, unsigned words) {
    const std::string_view bare = without_end(folded);
    if (bare.empty()) return Phrase::none;
    Phrase best = is_comment_count(bare, words) ? Phrase::closing : is_counter(bare, words) ? Phrase::notice : Phrase::none;
    for (const Rule& rule : rules) {
        if (words > rule.most_words || rule.kind <= best) continue;
        const bool hit = rule.place == Place::whole   ? bare == without_end(rule.words)
                         : rule.place == Place::start ? starts_at_word(folded, rule.words)
                                                      : folded.find(rule.words) != std::string_view::npos;
        if (hit) best = rule.kind;
    }
    return best;
}

}  // namespace rostra::page
