/* conflicts.h - answers that cannot be together: each is said when it is answered, with the reason. */
#ifndef UND_WRITE_CONFLICTS_H
#define UND_WRITE_CONFLICTS_H

#include "write/answers.h"

/* UND_E_DATA with a message, which has UND_MESSAGE_MAX bytes: two of the answers exclude each other. */
und_status und_answers_agree(const und_answers *answers, char *message);

#endif
